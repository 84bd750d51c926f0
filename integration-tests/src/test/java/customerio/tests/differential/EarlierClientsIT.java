package customerio.tests.differential;

import java.util.List;
import org.junit.jupiter.api.Tag;

/** The contract with the oldest of each client that is supported, and with those between. */
@Tag("matrix")
class EarlierClientsIT extends HttpClientContract {

  static List<ClientUnderTest> clients() {
    return ClientUnderTest.wanted(Part.MATRIX);
  }

  @Override
  Part part() {
    return Part.MATRIX;
  }
}
