package customerio.agent.instrumentation.urlconnection;

import customerio.agent.instrumentation.testing.Transcript;
import java.net.HttpURLConnection;

/** What an application does with a fresh connection. It notes what it sees. */
interface Program {
  void run(HttpURLConnection connection, Transcript seen) throws Exception;
}
