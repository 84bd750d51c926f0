package customerio.agent.delivery;

import customerio.agent.customerio.Operation;
import java.util.List;

/**
 * One request about to be sent, as an observer may know it.
 *
 * @param operations in the order in which they stand in the request; one for a single request,
 *     empty for a call of the application that is relayed
 * @param route path without identifiers
 * @param host where it goes
 * @param attempt counted from 1
 */
public record DeliveryRequest(
    Destination destination,
    List<Operation> operations,
    String method,
    String route,
    String host,
    int attempt) {}
