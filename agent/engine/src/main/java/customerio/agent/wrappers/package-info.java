/**
 * Methods of the application that a file names, and what a call of each says.
 *
 * <pre>
 *  wrappers.file ──▶ WrapperFile ──▶ Wrapper
 *                                      │  + the arguments of a call
 *                                      ▼
 *                              CapturedRequest      as the application's HTTP client would send it
 * </pre>
 *
 * From there on such a call is like any other: the same credential, person, order and checks.
 */
package customerio.agent.wrappers;
