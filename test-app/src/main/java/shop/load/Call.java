package shop.load;

/**
 * One call to Customer.io.
 *
 * @param customer whom it is about
 * @param seq counts this customer's calls, from 1
 * @param kind {@code event} or {@code identify}
 * @param client the gateway's name
 */
record Call(String customer, long seq, String kind, String client) {
  static final String EVENT = "event";
  static final String IDENTIFY = "identify";
}
