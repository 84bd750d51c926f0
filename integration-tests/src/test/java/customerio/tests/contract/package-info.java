/**
 * What is known of Customer.io's API, case by case, against the built agent on a JVM of its own.
 *
 * <p>The number in front of a test's name tells where the case comes from:
 *
 * <pre>
 *   C01…C33  what the test suites of Customer.io's own libraries demand: Node, Python, Go, Ruby
 *   T01…T25  inputs with which a naive batching proxy would lose, double or damage something
 *   B01…B13  smaller ones
 *
 *   C01–C03, C10, T21, B12                 redirects, regions, gateways, proxies  RedirectsIT
 *   C04, B05, B06                          Retry-After                            ThrottleIT
 *   C05, C06, C23, C26                     retries                                RetryIT
 *   C07, C10, C11, T13–T15                 answers                                BatchOutcomesIT
 *   C08, T06, T16                          sizes                                  SizesIT
 *   C09, C29, T19, T23                     credentials                            CredentialsIT
 *   C10, C27, C30, C31b, T22, B09–B11      clients                                ClientsIT
 *   C12–C15                                no answer                              FailuresIT
 *   C16–C19, C25, C32, T01–T05, B04        people                                 IdentifiersIT
 *   C20, C28, C33, T24, B13                bad and odd input                      BadInputIT
 *   C21, C22, C23b, C23c, C24, T17, T18, B07  Pipelines                           PipelinesIT
 *   C31                                    beside another agent                   CoexistenceIT
 *   C31c, T20                              App API                                AppApiIT
 *   T07–T12                                order, repeats, dates                  OrderIT
 *   B01–B03, B08                           other forms in a batch                 TranslationIT
 *   T25                                    reporting webhooks                     WebhooksIT, SpringWebhooksIT
 * </pre>
 *
 * Where the agent means to differ from a library, the class says so and why.
 *
 * <p>{@link customerio.tests.contract.Application} is the JVM with its simulator, one for each
 * class; {@link customerio.tests.contract.Workspace} keeps cases apart. Assertions compare whole
 * requests, which is why what the cases say bears its own ids and times: the agent adds some to
 * what has waited for a second, and machines are slow at times.
 */
package customerio.tests.contract;
