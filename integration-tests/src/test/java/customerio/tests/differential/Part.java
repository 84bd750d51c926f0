package customerio.tests.differential;

import customerio.tests.differential.Ran.Role;

/** Which versions one build runs, and so may say are tested no more. */
enum Part {
  /** The newest of each client, and the one version of the JDK's own clients that there is. */
  EVERY_BUILD {
    @Override
    boolean has(Role role, String version) {
      return role == Role.LATEST || version.startsWith(JDK);
    }
  },
  MATRIX {
    @Override
    boolean has(Role role, String version) {
      return !EVERY_BUILD.has(role, version);
    }
  };

  /** Begins the version of a client that comes with the JDK. */
  static final String JDK = "JDK ";

  abstract boolean has(Role role, String version);

  boolean has(Ran ran) {
    return has(ran.role(), ran.version());
  }
}
