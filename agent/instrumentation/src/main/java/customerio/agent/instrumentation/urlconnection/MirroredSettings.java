package customerio.agent.instrumentation.urlconnection;

import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.ProtocolException;
import java.net.URL;
import java.util.List;
import java.util.Map;

/**
 * The settings half of a {@link ClaimedHttpConnection}: each setting goes to the JDK's connection,
 * which judges its value and has it at hand should the call be its own.
 *
 * <p>As long as that one has not been used, it cannot know that a change comes too late. But the
 * superclass does, by {@link #connected}, and refuses in the JDK's own words: so it is told first.
 */
abstract class MirroredSettings extends HttpURLConnection {
  final RequestHeaders headers = new RequestHeaders();
  Authenticator authenticator;

  MirroredSettings(URL url) {
    super(url);
  }

  /** The JDK's connection that stands behind this one. */
  abstract HttpURLConnection original();

  /** The JDK's connection has been used, and knows its own state. */
  abstract boolean isOnWire();

  /** Held in memory, and the wire was touched: the JDK would be connected by now. */
  abstract boolean isUnderWay();

  @Override
  public void setRequestProperty(String name, String value) {
    refuseWhenUnderWay();
    original().setRequestProperty(name, value);
    if (isKept(name, value)) {
      headers.set(name, value);
    }
  }

  @Override
  public void addRequestProperty(String name, String value) {
    refuseWhenUnderWay();
    original().addRequestProperty(name, value);
    if (isKept(name, value)) {
      headers.add(name, value);
    }
  }

  private void refuseWhenUnderWay() {
    if (connected || isUnderWay()) {
      throw new IllegalStateException("Already connected");
    }
  }

  /** The JDK drops headers like Host silently, and shows no credentials. */
  private boolean isKept(String name, String value) {
    return name.equalsIgnoreCase("Authorization")
        || name.equalsIgnoreCase("Proxy-Authorization")
        || value != null && value.equals(original().getRequestProperty(name));
  }

  @Override
  public String getRequestProperty(String name) {
    return original().getRequestProperty(name);
  }

  @Override
  public Map<String, List<String>> getRequestProperties() {
    if (connected) {
      throw new IllegalStateException("Already connected");
    }
    return original().getRequestProperties();
  }

  @Override
  public void setRequestMethod(String method) throws ProtocolException {
    if (isUnderWay()) {
      throw new IllegalStateException("connect in progress");
    }
    original().setRequestMethod(method);
  }

  @Override
  public String getRequestMethod() {
    return original().getRequestMethod();
  }

  @Override
  public void setAuthenticator(Authenticator chosen) {
    if (isUnderWay()) {
      throw new IllegalStateException("Authenticator must be set before connecting");
    }
    original().setAuthenticator(chosen);
    authenticator = chosen;
  }

  @Override
  public void setDoInput(boolean doInput) {
    if (!isOnWire()) {
      super.setDoInput(doInput);
    }
    original().setDoInput(doInput);
  }

  @Override
  public boolean getDoInput() {
    return original().getDoInput();
  }

  @Override
  public void setDoOutput(boolean doOutput) {
    if (!isOnWire()) {
      super.setDoOutput(doOutput);
    }
    original().setDoOutput(doOutput);
  }

  @Override
  public boolean getDoOutput() {
    return original().getDoOutput();
  }

  @Override
  public void setAllowUserInteraction(boolean allow) {
    if (!isOnWire()) {
      super.setAllowUserInteraction(allow);
    }
    original().setAllowUserInteraction(allow);
  }

  @Override
  public boolean getAllowUserInteraction() {
    return original().getAllowUserInteraction();
  }

  @Override
  public void setUseCaches(boolean useCaches) {
    if (!isOnWire()) {
      super.setUseCaches(useCaches);
    }
    original().setUseCaches(useCaches);
  }

  @Override
  public boolean getUseCaches() {
    return original().getUseCaches();
  }

  @Override
  public void setIfModifiedSince(long time) {
    if (!isOnWire()) {
      super.setIfModifiedSince(time);
    }
    original().setIfModifiedSince(time);
  }

  @Override
  public long getIfModifiedSince() {
    return original().getIfModifiedSince();
  }

  @Override
  public void setFixedLengthStreamingMode(int length) {
    if (!isOnWire()) {
      super.setFixedLengthStreamingMode(length);
    }
    original().setFixedLengthStreamingMode(length);
  }

  @Override
  public void setFixedLengthStreamingMode(long length) {
    if (!isOnWire()) {
      super.setFixedLengthStreamingMode(length);
    }
    original().setFixedLengthStreamingMode(length);
  }

  @Override
  public void setChunkedStreamingMode(int chunkLength) {
    if (!isOnWire()) {
      super.setChunkedStreamingMode(chunkLength);
    }
    original().setChunkedStreamingMode(chunkLength);
  }

  @Override
  public void setInstanceFollowRedirects(boolean follow) {
    if (!isOnWire()) {
      super.setInstanceFollowRedirects(follow);
    }
    original().setInstanceFollowRedirects(follow);
  }

  @Override
  public boolean getInstanceFollowRedirects() {
    return original().getInstanceFollowRedirects();
  }

  @Override
  public void setConnectTimeout(int millis) {
    original().setConnectTimeout(millis);
  }

  @Override
  public int getConnectTimeout() {
    return original().getConnectTimeout();
  }

  @Override
  public void setReadTimeout(int millis) {
    original().setReadTimeout(millis);
  }

  @Override
  public int getReadTimeout() {
    return original().getReadTimeout();
  }

  @Override
  public boolean usingProxy() {
    return original().usingProxy();
  }

  @Override
  public URL getURL() {
    return original().getURL();
  }

  @Override
  public String toString() {
    return original().toString();
  }
}
