package customerio.tests.faultinjection;

import customerio.tests.crash.TrackCalls;
import java.io.IOException;
import java.net.URI;

/** An application that makes three calls over each of two clients and prints what it got. */
final class FewCalls {

  private FewCalls() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    TrackCalls calls = new TrackCalls(URI.create(arguments[0]));
    for (int seq = 1; seq <= 6; seq++) {
      int status = seq % 2 == 0 ? calls.identify("p1", seq) : calls.event("p1", seq);
      System.out.println(seq + " " + status);
    }
  }
}
