package customerio.agent.delivery;

import customerio.agent.customerio.Answer;
import customerio.agent.transport.TransportException;

/** How one request ended. */
sealed interface SendResult {

  /** Customer.io answered. */
  record Answered(int status, Answer answer) implements SendResult {}

  record Failed(TransportException failure) implements SendResult {}
}
