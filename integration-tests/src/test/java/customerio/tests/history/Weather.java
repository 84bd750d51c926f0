package customerio.tests.history;

/** What the network and Customer.io do to a request. */
enum Weather {
  CLEAR,
  /** 503, and nothing was done. */
  UNWELL,
  /** 504 of a gateway that gave up on a request which is done all the same. */
  GATEWAY_TIMEOUT,
  THROTTLED,
  /** 429 that names a time. */
  THROTTLED_FOR_7S,
  /** No answer in time, and nothing was done. */
  HANGS,
  /** No answer in time, but it is done. */
  HANGS_AFTERWARDS,
  REPLY_LOST,
  CONNECTION_REFUSED,
  /** 401 of Track; Pipelines answers 200 whatever the key. */
  UNAUTHORIZED,
  /** The application's process is killed before the request arrives. */
  KILLED_BEFORE,
  /** It is killed after the request was done, before the reply is read. */
  KILLED_AFTER;

  boolean isProcessed() {
    return switch (this) {
      case CLEAR, GATEWAY_TIMEOUT, HANGS_AFTERWARDS, REPLY_LOST, KILLED_AFTER -> true;
      default -> false;
    };
  }

  boolean kills() {
    return this == KILLED_BEFORE || this == KILLED_AFTER;
  }
}
