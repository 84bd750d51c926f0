package customerio.demo;

/**
 * One round, measured.
 *
 * @param requests HTTP requests that reached Customer.io, answered or not
 */
record RoundResult(Ledger ledger, HoldTimes holdTimes, long requests) {}
