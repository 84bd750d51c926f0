package customerio.tests.differential.client;

import java.io.IOException;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Request;
import okhttp3.Response;

/** Notes all events of a call but those of its connection. */
final class OkHttpEvents extends EventListener {
  private final Notes notes;

  OkHttpEvents(Notes notes) {
    this.notes = notes;
  }

  @Override
  public void callStart(Call call) {
    notes.add("callStart");
  }

  @Override
  public void requestHeadersStart(Call call) {
    notes.add("requestHeadersStart");
  }

  @Override
  public void requestHeadersEnd(Call call, Request request) {
    notes.add("requestHeadersEnd");
  }

  @Override
  public void requestBodyStart(Call call) {
    notes.add("requestBodyStart");
  }

  @Override
  public void requestBodyEnd(Call call, long byteCount) {
    notes.add("requestBodyEnd " + byteCount);
  }

  @Override
  public void responseHeadersStart(Call call) {
    notes.add("responseHeadersStart");
  }

  @Override
  public void responseHeadersEnd(Call call, Response response) {
    notes.add("responseHeadersEnd " + response.code());
  }

  @Override
  public void responseBodyStart(Call call) {
    notes.add("responseBodyStart");
  }

  @Override
  public void responseBodyEnd(Call call, long byteCount) {
    notes.add("responseBodyEnd " + byteCount);
  }

  @Override
  public void callEnd(Call call) {
    notes.add("callEnd");
  }

  @Override
  public void callFailed(Call call, IOException failure) {
    notes.add("callFailed");
  }
}
