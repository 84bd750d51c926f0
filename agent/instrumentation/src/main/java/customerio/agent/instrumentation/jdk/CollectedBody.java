package customerio.agent.instrumentation.jdk;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;

/** What came of reading a request's body. */
sealed interface CollectedBody {

  /** Says again what the application's publisher, which cannot be asked twice, has said. */
  BodyPublisher replay();

  /**
   * @param bytes all of it
   * @param contentLength as the application's publisher gave it, -1 if unknown
   */
  record Whole(byte[] bytes, long contentLength) implements CollectedBody {

    /** If not, the JDK has an exception for that. */
    boolean isAsLongAsItSaid() {
      return contentLength < 0 || contentLength == bytes.length;
    }

    /** A body of unknown length stays one, and so is sent in chunks. */
    @Override
    public BodyPublisher replay() {
      BodyPublisher replay = BodyPublishers.ofByteArray(bytes);
      if (contentLength == bytes.length) {
        return replay;
      }
      return contentLength > 0
          ? BodyPublishers.fromPublisher(replay, contentLength)
          : BodyPublishers.fromPublisher(replay);
    }
  }

  /** Longer than is captured, or than it claimed to be: its beginning, and the rest to come. */
  record Endless(BodyPublisher replay) implements CollectedBody {}
}
