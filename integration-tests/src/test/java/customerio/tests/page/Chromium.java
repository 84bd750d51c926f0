package customerio.tests.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import customerio.jvm.Patience;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A browser without a screen and its one page, moved over the DevTools protocol. */
public final class Chromium implements AutoCloseable {
  /** Set where a missing browser is a failure: on the build machine. */
  private static final String REQUIRED = "STATUS_PAGE_BROWSER_REQUIRED";

  private static final String LISTENING = "DevTools listening on ";
  private static final Duration HANGS = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final WebSocket socket;
  private final Map<Integer, CompletableFuture<JsonNode>> open = new ConcurrentHashMap<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  /** By document: that of the start, which nobody asked for, may be there only after the next. */
  private final Map<String, CompletableFuture<Void>> loads = new ConcurrentHashMap<>();

  private int commands;

  private Chromium(Process process, URI page) {
    this.process = process;
    this.socket =
        HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(page, new Messages()).join();
  }

  /**
   * @param profile a directory of its own
   */
  public static Chromium start(Path profile) throws Exception {
    boolean isThere =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(place -> Files.isExecutable(Path.of(place, "chromium")));
    if (System.getenv(REQUIRED) != null) {
      assertThat(isThere).as("chromium is installed").isTrue();
    }
    assumeTrue(isThere, "chromium is not installed: the status page is not looked at");
    Process process =
        new ProcessBuilder(
                "chromium",
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--no-first-run",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .start();
    try {
      Chromium browser = new Chromium(process, pageOf(process));
      browser.does("Page.enable", Map.of());
      browser.does("Page.setLifecycleEventsEnabled", Map.of("enabled", true));
      browser.does("Log.enable", Map.of());
      browser.does("Runtime.enable", Map.of());
      return browser;
    } catch (IOException | RuntimeException | Error failure) {
      process.destroy();
      throw failure;
    }
  }

  /** Returns when it is there, and its script has begun. */
  public void open(URI address) throws Exception {
    JsonNode document = does("Page.navigate", Map.of("url", address.toString()));
    loadOf(document.get("loaderId").asText()).get(HANGS.toSeconds(), TimeUnit.SECONDS);
  }

  /** How large the window is from now on, in CSS pixels. */
  public void resize(int width, int height) throws Exception {
    does(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
  }

  public void dark(boolean dark) throws Exception {
    Map<String, String> scheme =
        Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
    does("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme)));
  }

  public void press(String key) throws Exception {
    int code = key.equals("Tab") ? 9 : 13;
    String text = key.equals("Tab") ? "" : "\r";
    Map<String, Object> down =
        Map.of("type", "keyDown", "key", key, "windowsVirtualKeyCode", code, "text", text);
    does("Input.dispatchKeyEvent", down);
    does(
        "Input.dispatchKeyEvent",
        Map.of("type", "keyUp", "key", key, "windowsVirtualKeyCode", code));
  }

  /**
   * @param script an expression; of a promise its value
   */
  public JsonNode evaluate(String script) throws Exception {
    JsonNode result =
        does(
            "Runtime.evaluate",
            Map.of("expression", script, "awaitPromise", true, "returnByValue", true));
    assertThat(result.get("exceptionDetails")).as(script).isNull();
    return result.get("result").get("value");
  }

  /** The whole page, as it is. */
  public void picture(Path file) throws Exception {
    JsonNode shot =
        does("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
    Files.createDirectories(file.getParent());
    Files.write(file, Base64.getDecoder().decode(shot.get("data").asText()));
  }

  /** What stands in the console in red: broken policies, uncaught exceptions, missing files. */
  public List<String> complaints() {
    return complaints;
  }

  @Override
  public void close() {
    socket.abort();
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    process.destroy();
    // its profile is removed next, and each of them may write there
    all.forEach(one -> one.onExit().orTimeout(HANGS.toSeconds(), TimeUnit.SECONDS).join());
  }

  private JsonNode does(String method, Map<String, ?> parameters) throws Exception {
    int id = ++commands;
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    open.put(id, answer);
    ObjectNode command = JSON.createObjectNode().put("id", id).put("method", method);
    command.set("params", JSON.valueToTree(parameters));
    socket.sendText(command.toString(), true).join();
    JsonNode message = answer.get(HANGS.toSeconds(), TimeUnit.SECONDS);
    assertThat(message.get("error")).as(method).isNull();
    return message.get("result");
  }

  private CompletableFuture<Void> loadOf(String document) {
    return loads.computeIfAbsent(document, any -> new CompletableFuture<>());
  }

  private static URI pageOf(Process process) throws Exception {
    BufferedReader said =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = said.readLine();
    while (line != null && !line.startsWith(LISTENING)) {
      line = said.readLine();
    }
    assertThat(line).as("the browser listens").isNotNull();
    Thread drain = new Thread(() -> said.lines().forEach(any -> {}), "chromium-output");
    drain.setDaemon(true);
    drain.start();
    URI browser = URI.create(line.substring(LISTENING.length()));
    URI list = URI.create("http://127.0.0.1:" + browser.getPort() + "/json/list");
    HttpClient client = HttpClient.newHttpClient();
    // it listens before it has a page
    JsonNode pages =
        Patience.until(
            () ->
                JSON.readTree(
                    client
                        .send(HttpRequest.newBuilder(list).build(), BodyHandlers.ofString())
                        .body()),
            all -> pageIn(all) != null);
    assertThat(pageIn(pages)).as("a page of the browser in " + pages).isNotNull();
    return pageIn(pages);
  }

  private static URI pageIn(JsonNode targets) {
    for (JsonNode target : targets) {
      if (target.get("type").asText().equals("page")) {
        return URI.create(target.get("webSocketDebuggerUrl").asText());
      }
    }
    return null;
  }

  private final class Messages implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        String whole = text.toString();
        text.setLength(0);
        read(whole);
      }
      from.request(1);
      return null;
    }

    private void read(String whole) {
      try {
        JsonNode message = JSON.readTree(whole);
        String method = message.path("method").asText();
        if (message.has("id")) {
          open.remove(message.get("id").asInt()).complete(message);
        } else if (method.equals("Page.lifecycleEvent")
            && message.at("/params/name").asText().equals("load")) {
          loadOf(message.at("/params/loaderId").asText()).complete(null);
        } else if (method.equals("Runtime.exceptionThrown")
            || method.equals("Log.entryAdded")
                && message.at("/params/entry/level").asText().equals("error")) {
          complaints.add(message.get("params").toString());
        }
      } catch (IOException | RuntimeException unreadable) {
        complaints.add(unreadable.toString());
      }
    }
  }
}
