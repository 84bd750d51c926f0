package shop.customerio;

import feign.Client;
import feign.DefaultClient;
import feign.Feign;
import feign.Request;
import feign.Retryer;
import feign.auth.BasicAuthRequestInterceptor;
import okhttp3.OkHttpClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Feign twice: on its default client, which is HttpURLConnection, and on OkHttp. */
@Configuration(proxyBeanMethods = false)
class FeignConfiguration {

  @Bean("feign")
  Gateway feign(CustomerioProperties customerio, JsonMapper json) {
    return new FeignGateway(api(new DefaultClient(null, null), customerio, json));
  }

  @Bean("feign-okhttp")
  Gateway feignOkHttp(OkHttpClient client, CustomerioProperties customerio, JsonMapper json) {
    return new FeignGateway(api(new feign.okhttp.OkHttpClient(client), customerio, json));
  }

  private static FeignTrackApi api(
      Client client, CustomerioProperties customerio, JsonMapper json) {
    return Feign.builder()
        .client(client)
        .encoder((body, type, request) -> request.body(json.writeValueAsBytes(body), null))
        .requestInterceptor(
            new BasicAuthRequestInterceptor(customerio.siteId(), customerio.apiKey()))
        .options(new Request.Options(customerio.connectTimeout(), customerio.readTimeout(), true))
        // Feign's own retries after a timeout would record one order twice
        .retryer(Retryer.NEVER_RETRY)
        .target(FeignTrackApi.class, customerio.trackUrl());
  }
}
