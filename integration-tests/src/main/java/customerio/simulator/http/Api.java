package customerio.simulator.http;

/** What stands behind a listener. Called concurrently. */
@FunctionalInterface
public interface Api {

  ApiReply answer(ApiRequest request);
}
