package customerio.tests.contract.webhooks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;

/** A request as an application gets it, of whatever server. */
interface Arrival {

  InputStream stream() throws IOException;

  /** As the server decodes it. */
  default BufferedReader reader() throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Of a form. */
  default String parameter(String name) {
    throw new UnsupportedOperationException();
  }

  /** Whose request it is. */
  String type();
}
