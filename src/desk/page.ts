import type { HttpServer } from '../http/server.ts';

/** Where the built page is served; see `addStaticFiles`. */
export const DESK_PAGE = '/desk/';

/**
 * Content security policy of the desk's page: nothing inline, nothing from elsewhere, and no site may show it in a frame, not even our own.
 * Entries link to other sites; the page itself loads nothing from there.
 */
export const DESK_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "media-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** `/desk` without a slash leads to the page. */
export function addDeskRedirect(server: HttpServer): void {
  server.route('get', '/desk', (_request, response) => {
    response.setHeader('Location', DESK_PAGE);
    response.send(308);
  });
}
