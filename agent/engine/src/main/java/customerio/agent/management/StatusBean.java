package customerio.agent.management;

import java.util.function.Supplier;

/** Makes the document each time it is asked. Thread-safe. */
public final class StatusBean implements StatusMXBean {
  private final Supplier<String> document;

  public StatusBean(Supplier<String> document) {
    this.document = document;
  }

  @Override
  public String getDocument() {
    return document.get();
  }
}
