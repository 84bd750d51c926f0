package customerio.agent.instrumentation.app.okhttp;

/** Tells OkHttp, where it can be told, that it must not be written twice. */
class OneShotBody extends CountedBody {
  OneShotBody(long declaredLength) {
    super(declaredLength);
  }

  /** Overrides what came with 3.14. */
  public boolean isOneShot() {
    return true;
  }
}
