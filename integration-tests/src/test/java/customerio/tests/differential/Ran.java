package customerio.tests.differential;

import customerio.tests.differential.client.Case;
import java.util.Map;

/**
 * What a build saw of one version of a client, on its JDK.
 *
 * @param jdk feature release
 * @param same cases that were the same with and without the agent
 * @param notOffered cases that the client has no way for, and why
 */
record Ran(
    SupportTable.Row row,
    Role role,
    String version,
    int jdk,
    int same,
    Map<Case, String> notOffered) {

  /** Why a version is tested: the columns of the support table. */
  enum Role {
    FLOOR,
    BETWEEN,
    LATEST
  }
}
