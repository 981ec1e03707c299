"""The AWS CLI without its half second of start: loaded once, asked over a port, which is printed.

A call is a connection: the count of its arguments and the arguments, each ending with NUL. The answer is what the CLI
prints, and its exit code on the last line.
"""

import contextlib
import io
import socket

from awscli.clidriver import create_clidriver

driver = create_clidriver()
server = socket.socket()
server.bind(('127.0.0.1', 0))
server.listen()
print(server.getsockname()[1], flush=True)
while True:
    connection, _ = server.accept()
    words = b''
    while not words.endswith(b'\0') or words.count(b'\0') <= int(words.split(b'\0')[0]):
        words += connection.recv(65536)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        code = driver.main([word.decode() for word in words.split(b'\0')[1:-1]])
    connection.sendall(f'{printed.getvalue()}{code}'.encode())
    connection.close()
