package customerio.jvm.app;

/** An application that makes no call. */
public final class Hello {

  private Hello() {}

  public static void main(String[] arguments) {
    System.out.println("Hello World");
  }
}
