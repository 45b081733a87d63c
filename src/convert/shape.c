#include "convert/shape.h"

#include "base/utf8.h"

/*
 * Pairs of neighbours. The first ones: printing shapes of the Mainland (印刷通用汉字字形表, 1965)
 * and the older ones beside them, which a Traditional face may have or not. OpenCC calls some of
 * them Simplified (conversion.md 6.2: 内), though they are no 简化字.
 */
static const char prints[] = "内內吕呂黄黃温溫别別没沒户戶换換净淨静靜争爭强強册冊奥奧吴吳虚虛宫宮"
			     "侣侶横橫兑兌悦悅税稅脱脫説說鋭銳閲閱蜕蛻彦彥産產即卽既旣况況决決"
			     "减減凉涼凑湊盗盜羡羨恒恆查査删刪姗姍栅柵教敎真眞緑綠禄祿叙敘敍敘污汙"
			     "睁睜狰猙筝箏毁毀鈎鉤匀勻煴熅藴蘊愠慍媪媼氲氳醖醞緼縕卧臥衞衛丢丟吊弔"
			     "妆妝晋晉青靑吞呑俞兪晚晩尚尙郎郞韵韻";

/* What the regions write: OpenCC's TWVariants and HKVariants, and what papers have besides. */
static const char regions[] = "僞偽啓啟喫吃嫺嫻嬀媯峯峰檐簷泄洩潙溈爲為牀床痹痺癡痴皁皂着著睪睾"
			      "祕秘竈灶糉粽糭粽糉糭繮韁脣唇蒍蔿衆眾裏裡踊踴鉢缽鍼針鮎鯰麪麵齶顎"
			      "擡抬溼濕線綫羣群蔥葱煙菸煙烟妝粧鑒鑑艷豔豔艶鷄雞嘆歎牆墻淚泪鬭鬥"
			      "鬪鬥囪囱棱稜叄叁台臺";

/*
 * The second is a variant that the Mainland dropped (第一批异体字整理表, 1955; 通用规范汉字表,
 * 2013), so that its Traditional print may have the first; Taiwan and Hong Kong tell the two apart.
 */
static const char dropped[] = "布佈托託周週咨諮采採游遊占佔志誌注註杰傑欲慾雇僱岳嶽岩巖席蓆幸倖"
			      "愈癒栗慄梁樑凶兇喂餵果菓弦絃熏燻酸痠雕鵰背揹哄鬨噪譟暗闇尸屍局侷"
			      "扣釦朱硃回迴念唸札劄扎紮升昇仿倣修脩泛氾溪谿核覈杯盃";

/* Either is right in the words they share: 了解 瞭解, 借助 藉助, 櫃台 櫃檯 (Hong Kong: 櫃枱). */
static const char either[] = "了瞭借藉台檯台枱檯枱";

static bool
has_pair(const char *pairs, uint32_t a, uint32_t b)
{
	str s = str_from(pairs);

	for (ptrdiff_t i = 0; i < s.n;) {
		uint32_t first = utf8_next(s, &i), second = utf8_next(s, &i);

		if ((first == a && second == b) || (first == b && second == a))
			return true;
	}
	return false;
}

bool
shape_same(uint32_t a, uint32_t b, enum script script)
{
	return has_pair(prints, a, b) || has_pair(regions, a, b) || has_pair(either, a, b) ||
	       (script == SCRIPT_HANT && has_pair(dropped, a, b));
}

bool
shape_has_other(uint32_t cp)
{
	char c[4];

	return str_find(str_from(prints), (str){c, utf8_encode(cp, c)}) >= 0;
}
