package customerio.agent.instrumentation.app.okhttp;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Request;
import okhttp3.Response;

/** All events but those of a connection. */
final class ListenerLog extends EventListener {
  final List<String> events = new CopyOnWriteArrayList<>();

  @Override
  public void callStart(Call call) {
    events.add("callStart");
  }

  @Override
  public void requestHeadersStart(Call call) {
    events.add("requestHeadersStart");
  }

  @Override
  public void requestHeadersEnd(Call call, Request request) {
    events.add("requestHeadersEnd " + request.method());
  }

  @Override
  public void requestBodyStart(Call call) {
    events.add("requestBodyStart");
  }

  @Override
  public void requestBodyEnd(Call call, long byteCount) {
    events.add("requestBodyEnd " + byteCount);
  }

  @Override
  public void responseHeadersStart(Call call) {
    events.add("responseHeadersStart");
  }

  @Override
  public void responseHeadersEnd(Call call, Response response) {
    events.add("responseHeadersEnd " + response.code());
  }

  @Override
  public void responseBodyStart(Call call) {
    events.add("responseBodyStart");
  }

  @Override
  public void responseBodyEnd(Call call, long byteCount) {
    events.add("responseBodyEnd " + byteCount);
  }

  @Override
  public void callEnd(Call call) {
    events.add("callEnd");
  }

  @Override
  public void callFailed(Call call, IOException failure) {
    events.add("callFailed " + failure);
  }
}
