package customerio.demo;

/** An operation that Customer.io has applied, in the order of application. */
record Applied(String person, long seq) {}
