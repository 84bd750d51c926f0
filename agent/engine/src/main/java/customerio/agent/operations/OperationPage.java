package customerio.agent.operations;

import java.util.List;

/**
 * Some of the operations that were asked for.
 *
 * @param next where the next page begins, to be given back as it is; "" when there is no more
 */
public record OperationPage(List<OperationView> operations, String next) {

  public boolean hasMore() {
    return !next.isEmpty();
  }
}
