package customerio.tests.differential.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;

/**
 * Takes two races out of HttpClient 5, that the cases show what they are about.
 *
 * <p>A connection that is there before the caller has gone on makes it forget, one time in five,
 * which exchange a cancel is to end; the connection stays in use then. So the exchange comes when
 * the caller has gone on.
 *
 * <p>Whoever gives an exchange to a connection looks at the connection afterwards. Where it has
 * answered and been closed by then, the exchange fails a second time, as one that was never sent,
 * and 5.1 makes it once more (39 of 2000 answers cut in their body, 5.1.4 by itself). So what
 * becomes of an exchange is told when it has been given.
 */
final class ToldInOrder {
  private static final String CALLER = "caller";

  private record Caller(Thread thread, CountDownLatch goneOn) {}

  private ToldInOrder() {}

  static HttpAsyncClientBuilder of(HttpAsyncClientBuilder builder) {
    return builder
        .addExecInterceptorFirst(CALLER, ToldInOrder::call)
        .addExecInterceptorBefore(
            ChainElement.MAIN_TRANSPORT.name(), "exchange", ToldInOrder::exchange);
  }

  private static void call(
      HttpRequest request,
      AsyncEntityProducer entity,
      AsyncExecChain.Scope scope,
      AsyncExecChain chain,
      AsyncExecCallback callback)
      throws HttpException, IOException {
    Caller caller = new Caller(Thread.currentThread(), new CountDownLatch(1));
    scope.clientContext.setAttribute(CALLER, caller);
    try {
      chain.proceed(request, entity, scope, callback);
    } finally {
      caller.goneOn.countDown();
    }
  }

  private static void exchange(
      HttpRequest request,
      AsyncEntityProducer entity,
      AsyncExecChain.Scope scope,
      AsyncExecChain chain,
      AsyncExecCallback callback)
      throws HttpException, IOException {
    Caller caller = (Caller) scope.clientContext.getAttribute(CALLER);
    if (caller.thread != Thread.currentThread()) {
      try {
        caller.goneOn.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException();
      }
    }
    ToldOnceGiven told = new ToldOnceGiven(callback);
    try {
      chain.proceed(request, entity, scope, told);
    } finally {
      told.given();
    }
  }
}
