package customerio.agent.instrumentation.urlconnection;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Authenticator;
import java.net.ProtocolException;
import java.net.Proxy;
import java.net.URL;
import java.security.Principal;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocketFactory;

/**
 * {@link ClaimedHttpConnection} in the type that applications expect of an {@code https} address.
 * Every method forwards, as in the JDK's own pair of classes; what concerns TLS goes to the JDK's
 * connection, which throws {@link IllegalStateException} as long as there is no handshake to speak
 * of.
 */
final class ClaimedHttpsConnection extends HttpsURLConnection {
  /** Under this name Jersey looks for a connection behind a connection, to force a method on it. */
  private final ClaimedHttpConnection delegate;

  ClaimedHttpsConnection(HttpsURLConnection original, Proxy proxy) {
    super(original.getURL());
    delegate = new ClaimedHttpConnection(original, proxy);
  }

  private HttpsURLConnection secure() {
    return (HttpsURLConnection) delegate.original();
  }

  @Override
  public void connect() throws IOException {
    delegate.connect();
  }

  @Override
  public void disconnect() {
    delegate.disconnect();
  }

  @Override
  public boolean usingProxy() {
    return delegate.usingProxy();
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return delegate.getOutputStream();
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return delegate.getInputStream();
  }

  @Override
  public InputStream getErrorStream() {
    return delegate.getErrorStream();
  }

  @Override
  public int getResponseCode() throws IOException {
    return delegate.getResponseCode();
  }

  @Override
  public String getResponseMessage() throws IOException {
    return delegate.getResponseMessage();
  }

  @Override
  public String getHeaderField(String name) {
    return delegate.getHeaderField(name);
  }

  @Override
  public String getHeaderField(int line) {
    return delegate.getHeaderField(line);
  }

  @Override
  public String getHeaderFieldKey(int line) {
    return delegate.getHeaderFieldKey(line);
  }

  @Override
  public Map<String, List<String>> getHeaderFields() {
    return delegate.getHeaderFields();
  }

  @Override
  public void setRequestProperty(String name, String value) {
    delegate.setRequestProperty(name, value);
  }

  @Override
  public void addRequestProperty(String name, String value) {
    delegate.addRequestProperty(name, value);
  }

  @Override
  public String getRequestProperty(String name) {
    return delegate.getRequestProperty(name);
  }

  @Override
  public Map<String, List<String>> getRequestProperties() {
    return delegate.getRequestProperties();
  }

  @Override
  public void setRequestMethod(String method) throws ProtocolException {
    delegate.setRequestMethod(method);
  }

  @Override
  public String getRequestMethod() {
    return delegate.getRequestMethod();
  }

  @Override
  public void setAuthenticator(Authenticator authenticator) {
    delegate.setAuthenticator(authenticator);
  }

  @Override
  public void setDoInput(boolean doInput) {
    delegate.setDoInput(doInput);
  }

  @Override
  public boolean getDoInput() {
    return delegate.getDoInput();
  }

  @Override
  public void setDoOutput(boolean doOutput) {
    delegate.setDoOutput(doOutput);
  }

  @Override
  public boolean getDoOutput() {
    return delegate.getDoOutput();
  }

  @Override
  public void setAllowUserInteraction(boolean allow) {
    delegate.setAllowUserInteraction(allow);
  }

  @Override
  public boolean getAllowUserInteraction() {
    return delegate.getAllowUserInteraction();
  }

  @Override
  public void setUseCaches(boolean useCaches) {
    delegate.setUseCaches(useCaches);
  }

  @Override
  public boolean getUseCaches() {
    return delegate.getUseCaches();
  }

  @Override
  public void setIfModifiedSince(long time) {
    delegate.setIfModifiedSince(time);
  }

  @Override
  public long getIfModifiedSince() {
    return delegate.getIfModifiedSince();
  }

  @Override
  public void setFixedLengthStreamingMode(int length) {
    delegate.setFixedLengthStreamingMode(length);
  }

  @Override
  public void setFixedLengthStreamingMode(long length) {
    delegate.setFixedLengthStreamingMode(length);
  }

  @Override
  public void setChunkedStreamingMode(int chunkLength) {
    delegate.setChunkedStreamingMode(chunkLength);
  }

  @Override
  public void setInstanceFollowRedirects(boolean follow) {
    delegate.setInstanceFollowRedirects(follow);
  }

  @Override
  public boolean getInstanceFollowRedirects() {
    return delegate.getInstanceFollowRedirects();
  }

  @Override
  public void setConnectTimeout(int millis) {
    delegate.setConnectTimeout(millis);
  }

  @Override
  public int getConnectTimeout() {
    return delegate.getConnectTimeout();
  }

  @Override
  public void setReadTimeout(int millis) {
    delegate.setReadTimeout(millis);
  }

  @Override
  public int getReadTimeout() {
    return delegate.getReadTimeout();
  }

  @Override
  public URL getURL() {
    return delegate.getURL();
  }

  @Override
  public String toString() {
    return delegate.toString();
  }

  @Override
  public void setSSLSocketFactory(SSLSocketFactory factory) {
    secure().setSSLSocketFactory(factory);
  }

  @Override
  public SSLSocketFactory getSSLSocketFactory() {
    return secure().getSSLSocketFactory();
  }

  @Override
  public void setHostnameVerifier(HostnameVerifier verifier) {
    secure().setHostnameVerifier(verifier);
  }

  @Override
  public HostnameVerifier getHostnameVerifier() {
    return secure().getHostnameVerifier();
  }

  @Override
  public String getCipherSuite() {
    return secure().getCipherSuite();
  }

  @Override
  public Certificate[] getLocalCertificates() {
    return secure().getLocalCertificates();
  }

  @Override
  public Certificate[] getServerCertificates() throws SSLPeerUnverifiedException {
    return secure().getServerCertificates();
  }

  @Override
  public Principal getPeerPrincipal() throws SSLPeerUnverifiedException {
    return secure().getPeerPrincipal();
  }

  @Override
  public Principal getLocalPrincipal() {
    return secure().getLocalPrincipal();
  }

  @Override
  public Optional<SSLSession> getSSLSession() {
    return secure().getSSLSession();
  }
}
