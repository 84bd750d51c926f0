package customerio.agent.instrumentation.app.webclient;

/**
 * The application asks for the request of the client below, as it may to set a timeout there. There
 * is none yet; nothing has been written either, so the call begins again, in that client.
 */
final class NativeRequestNeeded extends RuntimeException {
  private static final long serialVersionUID = 1;

  NativeRequestNeeded() {
    super("no native request", null, false, false);
  }
}
