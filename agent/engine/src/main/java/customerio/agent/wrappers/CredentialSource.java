package customerio.agent.wrappers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Where the credential of a wrapper's calls is found: {@code env:NAME}, {@code env:SITE_ID:API_KEY}
 * or {@code file:/path}. The text there is an {@code Authorization} value, a pair {@code
 * site-id:api-key} or a write key of Pipelines. Thread-safe; shows where and never what.
 */
public final class CredentialSource {
  private static final Pattern SCHEME = Pattern.compile("(?i)(basic|bearer) .+");

  /** As they are mostly spelled; anything else may be the secret itself, by mistake. */
  private static final Pattern NAME = Pattern.compile("[A-Z_][A-Z0-9_]*");

  private final String where;
  private final Path file;
  private final String fixed;
  private volatile Read last;

  private record Read(FileTime modified, String authorization) {}

  private CredentialSource(String where, Path file, String fixed) {
    this.where = where;
    this.file = file;
    this.fixed = fixed;
  }

  /**
   * @throws WrongLineException it is none of the three, or a variable is not set
   */
  static CredentialSource parse(String text, Map<String, String> environment)
      throws WrongLineException {
    if (text.startsWith("file:") && text.length() > 5) {
      return new CredentialSource(text, Path.of(text.substring(5)), null);
    }
    if (!text.startsWith("env:")) {
      throw new WrongLineException(
          "a credential is env:NAME, env:SITE_ID_NAME:API_KEY_NAME or file:/path, not the secret");
    }
    StringBuilder value = new StringBuilder();
    for (String variable : text.substring(4).split(":")) {
      String part = environment.get(variable);
      if (part == null || part.isBlank()) {
        throw new WrongLineException(
            NAME.matcher(variable).matches()
                ? "the environment variable " + variable + " is not set"
                : "an environment variable that credential names is not set");
      }
      value.append(value.length() == 0 ? "" : ":").append(part.trim());
    }
    return new CredentialSource(text, null, authorization(value.toString()));
  }

  /**
   * @return the value of {@code Authorization}; a file is read again when it has changed
   * @throws IOException the file cannot be read, or is empty
   */
  public String authorization() throws IOException {
    if (file == null) {
      return fixed;
    }
    FileTime modified = Files.getLastModifiedTime(file);
    Read known = last;
    if (known == null || !known.modified.equals(modified)) {
      String text = Files.readString(file).trim();
      if (text.isEmpty()) {
        throw new IOException("no credential"); // who writes it may be half-way
      }
      known = new Read(modified, authorization(text));
      last = known;
    }
    return known.authorization;
  }

  private static String authorization(String text) {
    if (SCHEME.matcher(text).matches()) {
      return text;
    }
    String pair = text.contains(":") ? text : text + ':';
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return where;
  }
}
