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
 * <p>Where the superclass keeps a field of the same name, both get the value, the superclass first:
 * it knows {@link #connected} and refuses late changes in the JDK's own words.
 */
abstract class MirroredSettings extends HttpURLConnection {
  final RequestHeaders headers = new RequestHeaders();
  Authenticator authenticator;

  MirroredSettings(URL url) {
    super(url);
  }

  /** The JDK's connection that stands behind this one. */
  abstract HttpURLConnection original();

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
    super.setDoInput(doInput);
    original().setDoInput(doInput);
  }

  @Override
  public void setDoOutput(boolean doOutput) {
    super.setDoOutput(doOutput);
    original().setDoOutput(doOutput);
  }

  @Override
  public void setAllowUserInteraction(boolean allow) {
    super.setAllowUserInteraction(allow);
    original().setAllowUserInteraction(allow);
  }

  @Override
  public void setUseCaches(boolean useCaches) {
    super.setUseCaches(useCaches);
    original().setUseCaches(useCaches);
  }

  @Override
  public void setIfModifiedSince(long time) {
    super.setIfModifiedSince(time);
    original().setIfModifiedSince(time);
  }

  @Override
  public void setFixedLengthStreamingMode(int length) {
    super.setFixedLengthStreamingMode(length);
    original().setFixedLengthStreamingMode(length);
  }

  @Override
  public void setFixedLengthStreamingMode(long length) {
    super.setFixedLengthStreamingMode(length);
    original().setFixedLengthStreamingMode(length);
  }

  @Override
  public void setChunkedStreamingMode(int chunkLength) {
    super.setChunkedStreamingMode(chunkLength);
    original().setChunkedStreamingMode(chunkLength);
  }

  @Override
  public void setInstanceFollowRedirects(boolean follow) {
    super.setInstanceFollowRedirects(follow);
    original().setInstanceFollowRedirects(follow);
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
