package shop.load;

import java.util.List;

/** One customer of the feed and the calls made about this customer so far. Used by one thread. */
final class FeedCustomer {
  private final int index;
  private final String id;
  private final List<String> clients;
  private long seq;

  FeedCustomer(int index, List<String> clients, CallHistory history) {
    this.index = index;
    this.id = id(index);
    this.clients = clients;
    this.seq = history.lastSeq(id);
  }

  static String id(int index) {
    return String.valueOf(1001 + index);
  }

  int index() {
    return index;
  }

  /** Events and identifies alternate; each client gets one of both before the next one's turn. */
  Call nextCall() {
    seq++;
    String kind = seq % 2 == 1 ? Call.EVENT : Call.IDENTIFY;
    String client = clients.get((int) ((seq - 1) / 2 % clients.size()));
    return new Call(id, seq, kind, client);
  }
}
