package customerio.agent.instrumentation.app.asynchttpclient;

import customerio.agent.capture.OwnWay;
import customerio.agent.instrumentation.bridge.LoopbackBridge;
import customerio.agent.instrumentation.bridge.Target;
import java.util.Arrays;
import org.asynchttpclient.AsyncHttpClientConfig;
import org.asynchttpclient.Request;
import org.asynchttpclient.RequestBuilderBase;
import org.asynchttpclient.config.AsyncHttpClientConfigDefaults;
import org.asynchttpclient.util.ProxyUtils;

/**
 * How a client would reach the server of a request. What the bridge cannot give up comes first, see
 * {@link LoopbackBridge#leaves}.
 */
final class ClientWay {

  private ClientWay() {}

  /**
   * @return null when it is our transport's way
   */
  static OwnWay of(Request request, AsyncHttpClientConfig config, Internals internals)
      throws ReflectiveOperationException {
    Target target =
        Target.of(
            request.getUri().getScheme(), request.getUri().getHost(), request.getUri().getPort());
    if (ProxyUtils.getProxyServer(config, request) != null || !LoopbackBridge.isDirect(target)) {
      return OwnWay.PROXY;
    }
    if (request.getLocalAddress() != null) {
      return OwnWay.SOCKETS;
    }
    if (request.getAddress() != null
        || request.getNameResolver() != RequestBuilderBase.DEFAULT_NAME_RESOLVER
        || internals.hasResolver(config)) {
      return OwnWay.DNS;
    }
    return target.isSecure() ? tls(config) : null;
  }

  private static OwnWay tls(AsyncHttpClientConfig config) {
    if (config.getSslContext() != null
        || config.getSslEngineFactory() != null
        || config.isUseInsecureTrustManager()) {
      return OwnWay.TLS;
    }
    if (config.isDisableHttpsEndpointIdentificationAlgorithm()) {
      return OwnWay.HOSTNAME_VERIFIER;
    }
    boolean same =
        Arrays.equals(
                config.getEnabledProtocols(),
                AsyncHttpClientConfigDefaults.defaultEnabledProtocols())
            && Arrays.equals(
                config.getEnabledCipherSuites(),
                AsyncHttpClientConfigDefaults.defaultEnabledCipherSuites());
    return same ? null : OwnWay.TLS_PARAMETERS;
  }
}
