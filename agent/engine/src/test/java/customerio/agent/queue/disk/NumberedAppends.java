package customerio.agent.queue.disk;

import customerio.agent.queue.Settlement;
import customerio.agent.queue.Ticket;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.List;

/**
 * A program that appends numbered operations until it is killed, settles every third one a little
 * later, and says each number once the call has returned: {@code a 5}, {@code s 0}.
 */
final class NumberedAppends {
  private NumberedAppends() {}

  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    DiskQueue queue =
        DiskQueue.open(
            Path.of(arguments[0]),
            Jvms.small().withMaxBytes(256L << 20),
            Clock.systemUTC(),
            line -> {});
    int first = Integer.parseInt(arguments[1]);
    ArrayDeque<Ticket> later = new ArrayDeque<>();
    for (int number = first; number >= 0; number++) {
      Ticket ticket = queue.append(Jvms.ROUTING, 0, Jvms.payload(number, number % 700));
      out.println("a " + number);
      if (number % 3 == 0) {
        later.add(ticket);
      }
      if (later.size() > 20) {
        Ticket settled = later.remove();
        queue.settle(List.of(settled), new Settlement.Delivered());
        out.println("s " + (number - 60));
      }
    }
  }
}
