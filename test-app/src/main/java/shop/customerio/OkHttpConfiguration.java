package shop.customerio;

import okhttp3.OkHttpClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one OkHttp client, with its pool and its threads, that several gateways share. */
@Configuration(proxyBeanMethods = false)
class OkHttpConfiguration {

  @Bean
  OkHttpClient okHttpClient(CustomerioProperties customerio) {
    return new OkHttpClient.Builder()
        .connectTimeout(customerio.connectTimeout())
        .readTimeout(customerio.readTimeout())
        .build();
  }
}
