package customerio.agent.instrumentation.urlconnection;

import customerio.agent.capture.CallTaker;
import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Seam;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.ProtocolException;
import java.net.Proxy;
import java.net.ResponseCache;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A connection to Customer.io that decides as late as possible whether it needs the wire.
 *
 * <pre>
 *   settings ──▶ delegate                 each one goes to the JDK's connection, which judges it
 *   first touch of the wire
 *     ├─ cannot be taken over ──▶ delegate from now on: the JDK's connection, as if we were not there
 *     └─ in memory: the body is collected
 *          ├─ taken over ──▶ answer
 *          └─ not, or too large ──▶ the body is written to the delegate, and from now on it is that
 * </pre>
 *
 * <p>Method and body are unknown when a connection is opened, so nothing can be decided then.
 * Errors are those of the JDK's connection, in its words: libraries test for both.
 */
final class ClaimedHttpConnection extends MirroredSettings implements CapturedBody.Events {
  private static final Seam SEAM = Seam.of("urlconnection");

  /** Customer.io has no use for these; the JDK knows what they mean. */
  private static final Set<String> NEVER_TAKEN = Set.of("HEAD", "OPTIONS", "TRACE");

  /** Under this name Jersey looks for a connection behind a connection, to force a method on it. */
  private final HttpURLConnection delegate;

  private final Proxy proxy;
  private final Cookies cookies = new Cookies();
  private final MemoryExchange exchange = new MemoryExchange();
  private final ReentrantLock lock = new ReentrantLock();

  private volatile HttpURLConnection onWire;
  private volatile boolean touched;
  private boolean begun;
  private CapturedBody body;
  private volatile Answer answer;
  private IOException failure;

  ClaimedHttpConnection(HttpURLConnection delegate, Proxy proxy) {
    super(delegate.getURL());
    this.delegate = delegate;
    this.proxy = proxy;
  }

  @Override
  public void connect() throws IOException {
    lock.lock();
    try {
      if (isInMemory()) {
        connected = true;
      } else {
        onWire.connect();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    lock.lock();
    try {
      if (!isInMemory()) {
        return onWire.getOutputStream();
      }
      if (answer != null || failure != null) {
        throw new ProtocolException("Cannot write output after reading input.");
      }
      if (!doOutput) {
        return toOriginal().getOutputStream(); // which complains
      }
      if (delegate.getRequestMethod().equals("GET")) {
        delegate.setRequestMethod("POST");
      }
      connected = true;
      if (body == null) {
        CallTaker taker = SEAM.taker();
        if (taker == null || expectedBytes() > taker.maxBodyBytes()) {
          return bypass().getOutputStream();
        }
        body = new CapturedBody(expectedBytes(), taker.maxBodyBytes(), this);
      }
      return body;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public InputStream getInputStream() throws IOException {
    lock.lock();
    try {
      if (!isInMemory()) {
        return originalInput();
      }
      if (!doInput) {
        throw new ProtocolException(
            "Cannot read from URLConnection if doInput=false (call setDoInput(true))");
      }
      if (failure != null) {
        throw Failures.again(failure);
      }
      if (answer == null) {
        obtainAnswer();
      }
      return onWire == null ? answer.body() : originalInput();
    } finally {
      lock.unlock();
    }
  }

  private InputStream originalInput() throws IOException {
    try {
      return onWire.getInputStream();
    } finally {
      exchange.ended(onWire);
    }
  }

  private void obtainAnswer() throws IOException {
    if (isStreaming()) {
      getOutputStream().close();
      if (body != null && !body.isComplete()) {
        throw new IOException("Incomplete output stream");
      }
    } else {
      if (body != null) {
        body.close();
      }
      begin();
    }
    if (onWire != null) {
      return;
    }
    try {
      Answer received = exchange.await();
      if (received == null) {
        handOver();
      } else {
        accept(received);
      }
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  /** An announced body has been written: for a server, the request is there, read or not. */
  @Override
  public void streamed() throws IOException {
    lock.lock();
    try {
      begin();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public OutputStream tooLarge(byte[] written) throws IOException {
    lock.lock();
    try {
      OutputStream original = bypass().getOutputStream();
      original.write(written);
      return original;
    } finally {
      lock.unlock();
    }
  }

  private void begin() throws IOException {
    if (begun || onWire != null) {
      return;
    }
    CallTaker taker = SEAM.taker();
    Duration timeout = getReadTimeout() == 0 ? null : Duration.ofMillis(getReadTimeout());
    if (taker != null && takenOver(taker, timeout)) {
      begun = true;
      connected = true;
    } else {
      handOver();
    }
  }

  /** Nothing is committed when it throws: the exchange lets no fault out once it has committed. */
  private boolean takenOver(CallTaker taker, Duration timeout) {
    try {
      return exchange.begin(taker, this::capture, timeout);
    } catch (RuntimeException | Error fault) {
      taker.suppressed("urlconnection", fault);
      return false;
    }
  }

  private CapturedRequest capture() throws IOException {
    return RequestCapture.of(
        delegate, headers, cookies, authenticator, bytesWritten(), isStreaming());
  }

  private void accept(Answer received) throws IOException {
    answer = received;
    cookies.store(url, received.fields());
    if (isStreaming() && received.status() == HTTP_UNAUTHORIZED) {
      connected = false;
      throw new HttpRetryException(
          "cannot retry due to server authentication, in streaming mode", HTTP_UNAUTHORIZED);
    }
    Redirect redirect = Redirect.in(received, delegate, isStreaming());
    if (redirect != null) {
      switchTo(redirect.follow(this, proxy));
      return;
    }
    if (received.bodyless()) {
      connected = false;
    }
    IOException refusal = Failures.of(received.status(), url);
    if (refusal != null) {
      throw refusal;
    }
  }

  /** The original sends what the application has written so far. */
  private void handOver() throws IOException {
    toOriginal();
    if (body != null) {
      OutputStream out = delegate.getOutputStream();
      out.write(body.bytes());
      if (isStreaming()) {
        out.close();
      }
    }
  }

  /** The engine does not get to see what this call says. */
  private HttpURLConnection bypass() {
    CallTaker taker = SEAM.taker();
    if (taker != null && !NEVER_TAKEN.contains(delegate.getRequestMethod())) {
      taker.bypassed();
    }
    return toOriginal();
  }

  private HttpURLConnection toOriginal() {
    if (onWire == null) {
      switchTo(delegate);
    }
    return onWire;
  }

  private void switchTo(HttpURLConnection connection) {
    connected = false; // so that no check of ours comes before one of the original's
    onWire = connection;
  }

  /** The first touch of the wire: from here on, the settings are final. */
  private boolean isInMemory() {
    if (onWire == null && !touched) {
      if (!canBeTaken()) {
        bypass();
      } else if (ConnectionWay.leaves(delegate, proxy, authenticator, headers)) {
        toOriginal();
      }
    }
    touched = true;
    return onWire == null;
  }

  private boolean canBeTaken() {
    return SEAM.taker() != null
        && !NEVER_TAKEN.contains(delegate.getRequestMethod())
        && delegate.getIfModifiedSince() == 0
        && (ResponseCache.getDefault() == null || !delegate.getUseCaches());
  }

  private boolean isStreaming() {
    return expectedBytes() != CapturedBody.BUFFERED;
  }

  private long expectedBytes() {
    if (chunkLength != -1) {
      return CapturedBody.CHUNKED;
    }
    if (fixedContentLengthLong != -1) {
      return fixedContentLengthLong;
    }
    return fixedContentLength == -1 ? CapturedBody.BUFFERED : fixedContentLength;
  }

  /** Null when the application asked for no output. */
  byte[] bytesWritten() {
    return body == null ? null : body.bytes();
  }

  @Override
  HttpURLConnection original() {
    HttpURLConnection current = onWire;
    return current == null ? delegate : current;
  }

  @Override
  boolean isOnWire() {
    return onWire != null;
  }

  @Override
  boolean isUnderWay() {
    return touched && onWire == null;
  }

  @Override
  public InputStream getErrorStream() {
    if (onWire != null) {
      return onWire.getErrorStream();
    }
    Answer current = answer;
    return connected && current != null && current.status() >= 400 ? current.body() : null;
  }

  @Override
  public String getHeaderField(String name) {
    Answer current = answerForHeaders();
    return current == null
        ? onWire == null ? null : onWire.getHeaderField(name)
        : visible(name, current.value(name));
  }

  @Override
  public String getHeaderField(int line) {
    Answer current = answerForHeaders();
    return current == null
        ? onWire == null ? null : onWire.getHeaderField(line)
        : visible(current.name(line), current.value(line));
  }

  @Override
  public String getHeaderFieldKey(int line) {
    Answer current = answerForHeaders();
    return current == null
        ? onWire == null ? null : onWire.getHeaderFieldKey(line)
        : current.name(line);
  }

  @Override
  public Map<String, List<String>> getHeaderFields() {
    Answer current = answerForHeaders();
    return current == null
        ? onWire == null ? Map.of() : onWire.getHeaderFields()
        : current.fields();
  }

  /** Null when the connection behind has the answer, or there is none. */
  private Answer answerForHeaders() {
    try {
      getInputStream();
    } catch (IOException e) {
      // a header of a call that failed is null, and of a refused one is there
    }
    return onWire == null ? answer : null;
  }

  private String visible(String name, String value) {
    return value != null && cookies.hides(name, value) ? "" : value;
  }

  @Override
  public void disconnect() {
    responseCode = -1;
    HttpURLConnection current = onWire;
    if (current != null) {
      current.disconnect();
      return;
    }
    exchange.abort();
    connected = false;
    Answer received = answer;
    if (received != null) {
      received.close();
    }
  }
}
