package customerio.agent.instrumentation.jdk;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Flow;

/** Never asks for anything. */
final class SilentSubscriber implements Flow.Subscriber<List<ByteBuffer>> {

  @Override
  public void onSubscribe(Flow.Subscription subscription) {}

  @Override
  public void onNext(List<ByteBuffer> item) {}

  @Override
  public void onError(Throwable throwable) {}

  @Override
  public void onComplete() {}
}
