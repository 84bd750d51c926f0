package customerio.tests.differential.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;

/** Apache HttpClient 5, blocking, with interceptors that take notes. */
public final class Hc5Caller implements Caller {
  private final Notes notes = new Notes();
  private final PoolingHttpClientConnectionManager connections =
      new PoolingHttpClientConnectionManager();
  private final CloseableHttpClient client =
      HttpClientBuilder.create()
          .setConnectionManager(connections)
          .addRequestInterceptorLast((request, entity, context) -> notes.add("request interceptor"))
          .addResponseInterceptorFirst(
              (response, entity, context) ->
                  notes.add("response interceptor " + response.getCode()))
          .addExecInterceptorFirst(
              "notes",
              (request, scope, chain) -> {
                notes.add("handler before");
                ClassicHttpResponse response = chain.proceed(request, scope);
                notes.add("handler after " + response.getCode());
                return response;
              })
          .build();
  private volatile HttpUriRequestBase underway;

  @Override
  public String title() {
    return "Apache HttpClient 5";
  }

  @Override
  public Seen send(Ask ask) throws Exception {
    return send(ask, HttpClientContext.create(), Hc5Caller::seen);
  }

  /** What an application does with an answer. */
  interface Reading {
    Seen of(ClassicHttpResponse response) throws IOException, HttpException;
  }

  private Seen send(Ask ask, HttpClientContext context, Reading reading) throws IOException {
    HttpUriRequestBase request = request(ask);
    underway = request;
    return client.execute(request, context, reading::of);
  }

  @Override
  public Seen sendExpectingContinue(Ask ask) throws Exception {
    HttpUriRequestBase request = request(ask);
    request.setConfig(RequestConfig.custom().setExpectContinueEnabled(true).build());
    return client.execute(request, Hc5Caller::seen);
  }

  @Override
  public Seen sendAnsweringChallenge(Ask ask, String user, String password) throws Exception {
    BasicCredentialsProvider credentials = new BasicCredentialsProvider();
    credentials.setCredentials(
        new AuthScope(null, -1), new UsernamePasswordCredentials(user, password.toCharArray()));
    HttpClientContext context = HttpClientContext.create();
    context.setCredentialsProvider(credentials);
    return send(ask, context, Hc5Caller::seen);
  }

  @Override
  public Seen sendAndReadTwice(Ask ask) throws Exception {
    return send(
        ask,
        HttpClientContext.create(),
        response ->
            Streams.readTwice(
                response.getCode(), headers(response), response.getEntity()::getContent));
  }

  @Override
  public Seen sendAndCloseEarly(Ask ask) throws Exception {
    return send(
        ask,
        HttpClientContext.create(),
        response ->
            Streams.closeEarly(
                response.getCode(), headers(response), response.getEntity().getContent()));
  }

  @Override
  public int connectionsInUse() {
    return connections.getTotalStats().getLeased();
  }

  @Override
  public String switchName() {
    return "apache5";
  }

  @Override
  public boolean canCancel() {
    return true;
  }

  @Override
  public void cancel() {
    underway.abort();
  }

  @Override
  public List<String> notes() {
    return notes.taken();
  }

  private static HttpUriRequestBase request(Ask ask) {
    HttpUriRequestBase request = new HttpUriRequestBase(ask.method(), URI.create(ask.url()));
    ask.headers().forEach(request::setHeader);
    if (ask.body() != null) {
      request.setEntity(entity(ask));
    }
    if (ask.readTimeoutMillis() > 0) {
      request.setConfig(
          RequestConfig.custom()
              .setResponseTimeout(ask.readTimeoutMillis(), TimeUnit.MILLISECONDS)
              .build());
    }
    return request;
  }

  private static HttpEntity entity(Ask ask) {
    return switch (ask.framing()) {
      case BUFFERED -> new ByteArrayEntity(ask.body(), null);
      case ONE_SHOT ->
          new InputStreamEntity(new ByteArrayInputStream(ask.body()), ask.body().length, null);
      case CHUNKED -> new InputStreamEntity(new ByteArrayInputStream(ask.body()), null);
    };
  }

  private static Seen seen(ClassicHttpResponse response) throws IOException, HttpException {
    HttpEntity entity = response.getEntity();
    return new Seen(
        response.getCode(),
        headers(response),
        entity == null ? null : EntityUtils.toString(entity));
  }

  static Map<String, List<String>> headers(MessageHeaders response) {
    return HeaderLines.of(List.of(response.getHeaders()), Header::getName, Header::getValue);
  }
}
