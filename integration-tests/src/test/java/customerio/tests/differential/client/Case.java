package customerio.tests.differential.client;

/** The cases of the contract: what an application does with a client, and who answers. */
public enum Case {
  FIRST_CALL("identify, the first call of this credential"),
  IDENTIFY("identify", Fate.QUEUED),
  ESCAPED_PATH("identify with an escaped address", Fate.QUEUED),
  EVENT("event", Fate.QUEUED),
  DELETE("delete", Fate.QUEUED),
  V2_ENTITY("v2 entity", Fate.QUEUED),

  INVALID("event without a name"),
  NO_JSON("no JSON"),
  UNKNOWN_PATH("unknown path"),
  UNKNOWN_CREDENTIAL("unknown credential"),
  REFUSED_CREDENTIAL("unknown credential again"),
  CHALLENGE("401 challenge, answered by the client", Fate.QUEUED),

  ONE_SHOT_BODY("one-shot body", Fate.QUEUED),
  CHUNKED_BODY("chunked body", Fate.QUEUED),
  NON_ASCII("non-ASCII", Fate.QUEUED),
  EXPECT_CONTINUE("Expect-Continue", Fate.QUEUED),
  GZIP_NOT_UNDERSTOOD("gzip where it is not understood"),
  TOO_LARGE("too large"),
  FAR_TOO_LARGE("far too large, chunked"),
  FAR_TOO_LARGE_ONCE("far too large, one-shot"),

  FIRST_PIPELINES("pipelines, the first call"),
  PIPELINES("pipelines", Fate.QUEUED),
  PIPELINES_GZIP("pipelines, gzip", Fate.QUEUED),

  READ("read"),
  REDIRECT("redirected read"),
  REDIRECT_WITH_BODY("redirected write"),
  GZIP_ANSWER("answer in gzip"),
  CHUNKED_ANSWER("answer of unknown length"),
  HUGE_ANSWER("huge answer"),
  NO_CONTENT("answer without a body"),
  NOT_FOUND("read answered 404"),
  FAILURE("read answered 502"),
  HEADER_NAMES("order and case of headers"),
  CUT_ANSWER("answer cut in its body"),
  READ_TWICE("body read twice"),
  CLOSED_EARLY("body closed early"),
  ANSWERING_THREAD("thread that gets the answer"),

  TIMEOUT("read timeout"),
  SHORT_DEADLINE("deadline shorter than the agent's", Fate.SAVED),
  INTERRUPT("interrupt"),
  INTERRUPTED_BEFORE("thread interrupted before the call", Fate.MAY_BE_SAVED),
  CANCEL("cancel"),

  HEAD("HEAD"),
  OPTIONS("OPTIONS"),
  FOREIGN_HOST("foreign host"),
  FOREIGN_HEADERS("foreign host, headers on the wire"),
  FOREIGN_CHUNKED("foreign host, chunked body"),

  CONCURRENT("concurrent calls", Fate.QUEUED),
  HUNDRED("a hundred calls, and no connection left in use", Fate.QUEUED),
  AT_THE_END("identify at the end", Fate.QUEUED),
  NOBODY_LISTENS("nobody listens");

  /** Who answers when the agent is there. */
  public enum Fate {
    /** Customer.io, or whoever was called; a failure is theirs as well. */
    OTHERS,
    /** The agent, at once; delivered later. */
    QUEUED,
    /** The same, where the call alone would fail. */
    SAVED,
    /** The same with clients whose calls fail alone; others are as they always are. */
    MAY_BE_SAVED
  }

  private final String title;
  private final Fate fate;

  Case(String title) {
    this(title, Fate.OTHERS);
  }

  Case(String title, Fate fate) {
    this.title = title;
    this.fate = fate;
  }

  public String title() {
    return title;
  }

  public Fate fate() {
    return fate;
  }
}
