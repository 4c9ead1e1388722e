"""A real SMTP server for tests: prints its port, then each mail it took as one line of JSON; ends when its stdin ends."""
import argparse
import asyncio
import email
import email.policy
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

parser = argparse.ArgumentParser()
parser.add_argument('--address', default='127.0.0.1')
parser.add_argument('--certificate')
parser.add_argument('--key')
parser.add_argument('--tls-first', action='store_true')
parser.add_argument('--login')
parser.add_argument('--refuse', action='append', default=[])
parser.add_argument('--refuse-data', nargs='?', const='554 5.7.1 the policy of this server is against it')
options = parser.parse_args()


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if address in options.refuse:
            return '550 5.1.1 no such user here'
        envelope.rcpt_tos.append(address)
        return '250 OK'

    async def handle_DATA(self, server, session, envelope):
        if options.refuse_data:
            return options.refuse_data
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        parts = [{
            'type': part.get_content_type(),
            'name': part.get_filename(),
            'text': part.get_payload(decode=True).decode('utf-8'),
        } for part in mail.walk() if not part.is_multipart()]
        print(json.dumps({
            'from': envelope.mail_from, 'receivers': envelope.rcpt_tos, 'tls': session.ssl is not None or options.tls_first,
            'login': session.auth_data.decode() if session.auth_data else None,
            'subject': mail['Subject'], 'to': mail['To'], 'cc': mail['Cc'], 'bcc': mail['Bcc'],
            'automatic': mail['Auto-Submitted'], 'structure': mail.get_content_type(), 'parts': parts,
        }), flush=True)
        return '250 OK'


def authenticate(server, session, envelope, mechanism, data):
    login = f'{data.login.decode()}:{data.password.decode()}'
    return AuthResult(success=True, auth_data=data.login) if login == options.login else AuthResult(success=False, handled=False)


async def main():
    tls = None
    if options.certificate:
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(options.certificate, options.key)
    loop = asyncio.get_running_loop()

    def session():
        return SMTP(
            Handler(), hostname='localhost', loop=loop, enable_SMTPUTF8=True,
            tls_context=None if options.tls_first else tls, require_starttls=tls is not None and not options.tls_first,
            authenticator=authenticate if options.login else None, auth_required=options.login is not None,
            auth_require_tls=tls is not None and not options.tls_first)

    server = await loop.create_server(session, options.address, 0, ssl=tls if options.tls_first else None)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(main())
