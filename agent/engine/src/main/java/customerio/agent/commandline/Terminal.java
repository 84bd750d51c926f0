package customerio.agent.commandline;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;

/** Asks whoever sits at the terminal, if anybody does. */
final class Terminal implements Screen.Questions {

  @Override
  public String ask(String question) {
    Console console = System.console();
    return console == null || !isTerminal(console) ? null : console.readLine("%s", question);
  }

  @Override
  public boolean canDraw() {
    Console console = System.console();
    String type = System.getenv("TERM");
    return console != null && isTerminal(console) && type != null && !type.equals("dumb");
  }

  /** From Java 22 to 24 there is a console even where input and output are pipes. */
  private static boolean isTerminal(Console console) {
    try {
      return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException before22) {
      return true;
    } catch (IllegalAccessException | InvocationTargetException e) {
      return false;
    }
  }
}
