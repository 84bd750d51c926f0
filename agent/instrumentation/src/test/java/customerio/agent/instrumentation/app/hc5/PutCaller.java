package customerio.agent.instrumentation.app.hc5;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.classic.methods.HttpPut;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;

/** An application of one version: sends to a URL with both clients, and says what it was told. */
public final class PutCaller implements Function<String, String> {

  @Override
  public String apply(String url) {
    try (CloseableHttpClient blocking = HttpClients.createDefault();
        CloseableHttpAsyncClient asynchronous = HttpAsyncClients.createDefault()) {
      asynchronous.start();
      HttpPut put = new HttpPut(url);
      put.setEntity(new StringEntity("{}", ContentType.APPLICATION_JSON));
      String first = blocking.execute(put, response -> EntityUtils.toString(response.getEntity()));
      return first
          + asynchronous
              .execute(
                  SimpleRequestBuilder.put(url).setBody("{}", ContentType.APPLICATION_JSON).build(),
                  null)
              .get()
              .getBodyText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
