/** A refusal of the server, or, with status 0, that it can't be reached. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Sends and takes JSON. Throws an `ApiError`. */
export async function requestJson<Result>(
  method: string,
  path: string,
  body?: unknown,
  token?: string,
): Promise<Result> {
  const headers: Record<string, string> = {};
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (token) headers["Authorization"] = `Bearer ${token}`;
  const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
  const response = await fetch(path, init).catch((cause: unknown) => {
    throw new ApiError(0, String(cause));
  });
  const answer = (await response.json().catch(() => ({}))) as Result & {
    error?: { message?: string };
  };
  if (response.ok) return answer;
  throw new ApiError(response.status, answer.error?.message ?? response.statusText);
}
