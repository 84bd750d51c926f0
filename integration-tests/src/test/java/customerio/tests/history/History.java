package customerio.tests.history;

import java.util.List;
import java.util.stream.Collectors;

/** A script of what happens, in order. */
record History(Setup setup, List<Step> steps) {

  @Override
  public String toString() {
    return steps.stream()
        .map(step -> "\n    " + step)
        .collect(Collectors.joining("", "with " + setup, "\n"));
  }
}
