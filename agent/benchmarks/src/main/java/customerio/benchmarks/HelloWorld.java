package customerio.benchmarks;

import java.io.IOException;

/** The smallest application; stays until its input is closed, so that it can be measured. */
final class HelloWorld {

  private HelloWorld() {}

  public static void main(String[] arguments) throws IOException {
    System.out.println("started");
    while (System.in.read() >= 0) {
      continue;
    }
  }
}
