/**
 * For clients whose answers are made of connections and pooled buffers, so that nobody else can
 * make one: not the answer is replaced but the server.
 *
 * <pre>
 *  application                      this package                               outside
 *  client ──plain HTTP/1.1, loopback──▶ bridge ──▶ engine: accepted ──▶ queue ──▶ Customer.io
 *    ▲                                    │  │            relayed ─────────────▶ Customer.io
 *    └────── the client's own types ──────┘  └──────── what the engine leaves ─▶ Customer.io
 * </pre>
 *
 * A hook in the client changes where a claimed call connects to, and adds one header; URL, Host and
 * everything else stay. What is behind the bridge is the same as with every other client.
 */
package customerio.agent.instrumentation.bridge;
