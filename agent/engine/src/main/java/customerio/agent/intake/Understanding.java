package customerio.agent.intake;

import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Handling;
import customerio.agent.customerio.Reading;
import customerio.agent.customerio.RequestReader;

/**
 * What a call says, when it says something that can be queued.
 *
 * @param body not compressed
 */
record Understanding(byte[] body, Reading.Understood reading) {

  /** Null when Customer.io has to answer. Changes nothing. */
  static Understanding of(SynchronousCalls.Call call, Endpoint endpoint, int maxBodyBytes) {
    if (!mayBeQueued(call, endpoint)) {
      return null;
    }
    byte[] body = PlainBody.of(call.request(), maxBodyBytes);
    if (body == null) {
      return null;
    }
    return RequestReader.read(endpoint, call.target(), body) instanceof Reading.Understood reading
        ? new Understanding(body, reading)
        : null;
  }

  /** In strict mode an application asks Pipelines for its real verdict, so it gets that. */
  private static boolean mayBeQueued(SynchronousCalls.Call call, Endpoint endpoint) {
    return endpoint.handling() == Handling.QUEUED
        && !call.request().headers().contains("X-Strict-Mode");
  }
}
