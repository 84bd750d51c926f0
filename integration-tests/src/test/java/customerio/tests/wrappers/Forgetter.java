package customerio.tests.wrappers;

/** An interface with code of its own. */
interface Forgetter {

  default Boolean forget(String id) {
    throw new IllegalStateException("the original");
  }
}
