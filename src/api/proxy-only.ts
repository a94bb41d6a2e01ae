// Behind a named proxy, which speaks HTTPS for us, nobody else may come in: passwords would cross the network in the clear. Only this
// machine and the proxies are answered; everybody else gets one sentence, before anything of the request is read.
import { BlockList, isIPv4 } from 'node:net'
import type { FastifyInstance } from 'fastify'

const loopback = ['127.0.0.0/8', '::1']

export function answerProxiesOnly(app: FastifyInstance, proxies: readonly string[]): void {
  const welcome = listOf([...loopback, ...proxies])
  app.addHook('onRequest', async (request, reply) => {
    const peer = plain(request.socket.remoteAddress ?? '')
    if (peer !== '' && welcome.check(peer, family(peer))) return
    // Closed, so that a body that is still coming is not read either.
    await reply
      .code(403)
      .header('connection', 'close')
      .type('text/plain; charset=utf-8')
      .send('This site is reached through its proxy only: your address is none of those named in TIPBRIDGE_PROXY.\n')
  })
}

function listOf(ranges: readonly string[]): BlockList {
  const list = new BlockList()
  for (const range of ranges) {
    const [given = '', bits] = range.split('/')
    const address = plain(given)
    if (bits === undefined) list.addAddress(address, family(address))
    else list.addSubnet(address, Number(bits) - (address === given ? 0 : MAPPED_BITS), family(address))
  }
  return list
}

const MAPPED_BITS = 96

/** A socket that also takes IPv6 names an IPv4 peer ::ffff:192.0.2.1. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '')

const family = (address: string): 'ipv4' | 'ipv6' => (isIPv4(address) ? 'ipv4' : 'ipv6')
