package customerio.agent.instrumentation.webhook;

import customerio.agent.capture.WebhookBody;
import java.io.ByteArrayOutputStream;

/** Keeps what it is told. */
final class ToldBody implements WebhookBody {
  final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  boolean doubtful;
  int ends;

  @Override
  public void read(byte[] read, int offset, int length) {
    bytes.write(read, offset, length);
  }

  @Override
  public void doubt() {
    doubtful = true;
  }

  @Override
  public void end() {
    ends++;
  }
}
