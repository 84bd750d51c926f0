package customerio.agent.intake;

import customerio.agent.customerio.Api;
import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Handling;
import customerio.agent.customerio.Reading;
import customerio.agent.customerio.RequestReader;
import customerio.agent.customerio.Rules;
import customerio.agent.customerio.SilentLoss;
import java.util.function.Consumer;

/**
 * What a call says, when it says something that can be queued.
 *
 * @param body not compressed
 */
record Understanding(byte[] body, Reading.Understood reading) {

  /**
   * Null when Customer.io has to answer. Changes nothing.
   *
   * @param losses told of what Customer.io would take with a 200 and drop
   */
  static Understanding of(
      SynchronousCalls.Call call,
      Endpoint endpoint,
      Rules rules,
      int maxBodyBytes,
      Consumer<SilentLoss> losses) {
    if (!mayBeQueued(call, endpoint)) {
      return null;
    }
    byte[] body = PlainBody.of(call.request(), maxBodyBytes);
    if (body == null) {
      return null;
    }
    Reading.Understood reading =
        understood(RequestReader.read(endpoint, call.target(), body, rules), endpoint, losses);
    return reading == null ? null : new Understanding(body, reading);
  }

  /**
   * In strict mode an application asks Pipelines for its real verdict, so it gets that. That Track
   * understands a compressed body is said nowhere, so it gets the one the application made.
   */
  private static boolean mayBeQueued(SynchronousCalls.Call call, Endpoint endpoint) {
    return endpoint.handling() == Handling.QUEUED
        && !call.request().headers().contains("X-Strict-Mode")
        && (endpoint.api() != Api.TRACK || PlainBody.isPlain(call.request()));
  }

  private static Reading.Understood understood(
      Reading reading, Endpoint endpoint, Consumer<SilentLoss> losses) {
    if (reading instanceof Reading.PartlyLost partly) {
      partly.losses().forEach(losses);
      return partly.understood();
    }
    if (reading instanceof Reading.NotUnderstood not) {
      SilentLoss loss = SilentLoss.of(endpoint, not);
      if (loss != null) {
        losses.accept(loss);
      }
      return null;
    }
    return (Reading.Understood) reading;
  }
}
