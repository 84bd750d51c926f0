package shop.load;

/**
 * When each call is due in an open loop: calls are evenly spaced and do not wait for one another,
 * so an answer that comes late makes the calls behind it late, and not fewer.
 *
 * @param startNanos the time of the first call
 * @param customers how many customers take turns
 * @param perSecond calls per second, of all customers together
 */
record Schedule(long startNanos, int customers, double perSecond) {

  /** The time at which the customer's call of that round is due; both count from 0. */
  long dueNanos(long round, int customer) {
    return startNanos + (long) ((round * customers + customer) * 1e9 / perSecond);
  }
}
