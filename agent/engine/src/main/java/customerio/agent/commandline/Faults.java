package customerio.agent.commandline;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;

/** What an exception of a file or a connection means for who typed the command. */
final class Faults {

  private Faults() {}

  static String sentence(IOException fault) {
    if (fault instanceof FileAlreadyExistsException) {
      return "exists already: " + fault.getMessage() + "; nothing is ever overwritten";
    }
    if (fault instanceof NoSuchFileException) {
      return "no file or directory " + fault.getMessage();
    }
    if (fault instanceof AccessDeniedException) {
      return "no right to " + fault.getMessage() + "; run this as the user of the application";
    }
    return fault.getMessage() == null ? fault.toString() : fault.getMessage();
  }

  static ExitCode exitCode(IOException fault) {
    if (fault instanceof NoSuchFileException || fault instanceof FileNotFoundException) {
      return ExitCode.NOT_FOUND;
    }
    if (isOfTheConnection(fault)) {
      return ExitCode.UNREACHABLE;
    }
    return ExitCode.REFUSED;
  }

  /** By its name: a Java that is enough for a stopped application's directory may lack java.rmi. */
  private static boolean isOfTheConnection(IOException fault) {
    return fault.getClass().getName().startsWith("java.rmi.");
  }
}
